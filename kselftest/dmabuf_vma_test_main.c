// SPDX-License-Identifier: GPL-2.0-only
/*
 * dmabuf_vma_test.ko: test exporter, importer and ownership query behind the
 * dma-buf VMA selftest. For tests only: whoever can open the device can make
 * the kernel do all of what dmabuf_vma_test_uapi.h offers.
 */
#include <linux/build_bug.h>
#include <linux/compat.h>
#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/platform_device.h>
#include <linux/pseudo_fs.h>
#include <linux/slab.h>
#include <linux/stddef.h>
#include <linux/uaccess.h>

#include "dmabuf_vma_test.h"

#define DVT_FS_MAGIC	0x64767400

/* The device that imports for digests, with 64 address bits and no IOMMU */
struct device *dvt_dev;
/* Where all VMAs of natively mappable buffers are, like a GEM driver's */
struct address_space *dvt_mapping;

static struct platform_device *dvt_platform_device;
static struct vfsmount *dvt_mount;

/**
 * dvt_reply_fd - prepare a file descriptor to be handed out
 * @reply: takes it, with a reference to @dmabuf
 * @dmabuf: anyone's dma-buf
 * @flags: O_CLOEXEC or 0
 *
 * It is installed only after the results were copied out, since nobody can
 * take back an installed one.
 *
 * Return: 0, or -EMFILE.
 */
int dvt_reply_fd(struct dvt_reply *reply, struct dma_buf *dmabuf, int flags)
{
	reply->fd = get_unused_fd_flags(flags);
	if (reply->fd < 0)
		return reply->fd;
	reply->file = get_file(dmabuf->file);
	return 0;
}

static int dvt_info(struct dvt_info *arg)
{
	if (arg->flags)
		return -EINVAL;

	arg->abi = DVT_ABI;
	arg->features = 0;
#ifdef DVT_HAVE_GET_DMABUF
	arg->features |= DVT_FEATURE_GET_DMABUF;
#endif
	if (IS_ENABLED(CONFIG_PER_VMA_LOCK))
		arg->features |= DVT_FEATURE_VMA_LOCK;
	if (IS_ENABLED(CONFIG_PER_VMA_LOCK) &&
	    !(dvt_vm_missing_ops() & DVT_OP_MAP_NO_PAGES))
		arg->features |= DVT_FEATURE_VMA_LOCK_FAULTS;
	arg->page_size = PAGE_SIZE;
	return 0;
}

union dvt_arg {
	struct dvt_header header;
	struct dvt_info info;
	struct dvt_create create;
	struct dvt_import import;
	struct dvt_release release;
	struct dvt_query query;
	struct dvt_relocate relocate;
	struct dvt_revoke revoke;
	struct dvt_stats stats;
};

/* The sizes of today, and the oldest ones */
static const struct dvt_command {
	unsigned int cmd;
	size_t size;
	size_t size_ver0;
} dvt_commands[] = {
	{ DVT_INFO, sizeof(struct dvt_info), DVT_INFO_SIZE_VER0 },
	{ DVT_CREATE, sizeof(struct dvt_create), DVT_CREATE_SIZE_VER0 },
	{ DVT_IMPORT, sizeof(struct dvt_import), DVT_IMPORT_SIZE_VER0 },
	{ DVT_RELEASE, sizeof(struct dvt_release), DVT_RELEASE_SIZE_VER0 },
	{ DVT_QUERY, sizeof(struct dvt_query), DVT_QUERY_SIZE_VER0 },
	{ DVT_RELOCATE, sizeof(struct dvt_relocate), DVT_RELOCATE_SIZE_VER0 },
	{ DVT_REVOKE, sizeof(struct dvt_revoke), DVT_REVOKE_SIZE_VER0 },
	{ DVT_STATS, sizeof(struct dvt_stats), DVT_STATS_SIZE_VER0 },
};

static_assert(sizeof(struct dvt_info) == DVT_INFO_SIZE_VER0);
static_assert(sizeof(struct dvt_create) == DVT_CREATE_SIZE_VER0);
static_assert(sizeof(struct dvt_import) == DVT_IMPORT_SIZE_VER0);
static_assert(sizeof(struct dvt_release) == DVT_RELEASE_SIZE_VER0);
static_assert(sizeof(struct dvt_query) == DVT_QUERY_SIZE_VER0);
static_assert(sizeof(struct dvt_relocate) == DVT_RELOCATE_SIZE_VER0);
static_assert(sizeof(struct dvt_revoke) == DVT_REVOKE_SIZE_VER0);
static_assert(sizeof(struct dvt_stats) == DVT_STATS_SIZE_VER1);

static int dvt_dispatch(struct dvt_file *file, unsigned int cmd,
			union dvt_arg *arg, struct dvt_reply *reply)
{
	switch (cmd) {
	case DVT_INFO:
		return dvt_info(&arg->info);
	case DVT_CREATE:
		return dvt_create(file, &arg->create, reply);
	case DVT_IMPORT:
		return dvt_import(file, &arg->import, reply);
	case DVT_RELEASE:
		return dvt_release(file, &arg->release);
	case DVT_QUERY:
		return dvt_query(&arg->query, reply);
	case DVT_RELOCATE:
		return dvt_relocate(&arg->relocate);
	case DVT_REVOKE:
		return dvt_revoke(&arg->revoke);
	case DVT_STATS:
		return dvt_stats(&arg->stats);
	}
	return -ENOTTY;
}

static const struct dvt_command *dvt_find_command(unsigned int cmd)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(dvt_commands); i++)
		if (dvt_commands[i].cmd == cmd)
			return &dvt_commands[i];
	return NULL;
}

static int dvt_copy_in(const struct dvt_command *command, union dvt_arg *arg,
		       void __user *user)
{
	u32 size;
	int ret;

	if (get_user(size, (u32 __user *)user))
		return -EFAULT;
	if (size < command->size_ver0)
		return -EINVAL;
	if (size > PAGE_SIZE)
		return -E2BIG;

	ret = copy_struct_from_user(arg, command->size, user, size);
	if (ret)
		return ret;
	/* Whatever it has become since */
	arg->header.size = size;
	return 0;
}

/* Hand out what a command left for later, or undo it where @ret is an error */
static void dvt_reply_finish(struct dvt_file *file, struct dvt_reply *reply,
			     int ret)
{
	if (reply->file) {
		if (ret) {
			put_unused_fd(reply->fd);
			fput(reply->file);
		} else {
			fd_install(reply->fd, reply->file);
		}
	}
	if (ret && reply->cookie)
		dvt_cookie_release(file, reply->cookie);
}

static long dvt_ioctl(struct file *filp, unsigned int cmd, unsigned long user)
{
	struct dvt_file *file = filp->private_data;
	const struct dvt_command *command;
	struct dvt_reply reply = {};
	union dvt_arg arg;
	size_t size;
	int ret;

	command = dvt_find_command(cmd);
	if (!command)
		return -ENOTTY;

	ret = dvt_copy_in(command, &arg, (void __user *)user);
	if (ret)
		return ret;

	ret = dvt_dispatch(file, cmd, &arg, &reply);
	if (!ret) {
		size = min_t(size_t, arg.header.size, command->size);
		if (copy_to_user((void __user *)user, &arg, size))
			ret = -EFAULT;
	}
	dvt_reply_finish(file, &reply, ret);
	return ret;
}

static int dvt_mmap(struct file *filp, struct vm_area_struct *vma)
{
	return dvt_cookie_mmap(filp->private_data, vma);
}

static int dvt_open(struct inode *inode, struct file *filp)
{
	struct dvt_file *file;

	file = kzalloc(sizeof(*file), GFP_KERNEL);
	if (!file)
		return -ENOMEM;
	INIT_LIST_HEAD(&file->cookies);

	filp->private_data = file;
	filp->f_mapping = dvt_mapping;
	return 0;
}

static int dvt_close(struct inode *inode, struct file *filp)
{
	struct dvt_file *file = filp->private_data;

	dvt_cookie_release_all(file);
	kfree(file);
	return 0;
}

static const struct file_operations dvt_fops = {
	.owner = THIS_MODULE,
	.open = dvt_open,
	.release = dvt_close,
	.unlocked_ioctl = dvt_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.mmap = dvt_mmap,
};

static struct miscdevice dvt_misc = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = KBUILD_MODNAME,
	.fops = &dvt_fops,
	.mode = 0600,
};

static int dvt_fs_init_context(struct fs_context *fc)
{
	return init_pseudo(fc, DVT_FS_MAGIC) ? 0 : -ENOMEM;
}

/*
 * Gives the device an address space whichever node it is opened through. No
 * .owner: the module's own mount would pin it for good.
 */
static struct file_system_type dvt_fs = {
	.name = KBUILD_MODNAME,
	.init_fs_context = dvt_fs_init_context,
	.kill_sb = kill_anon_super,
};

static int __init dvt_init_mapping(void)
{
	struct inode *inode;

	dvt_mount = kern_mount(&dvt_fs);
	if (IS_ERR(dvt_mount))
		return PTR_ERR(dvt_mount);

	inode = alloc_anon_inode(dvt_mount->mnt_sb);
	if (IS_ERR(inode)) {
		kern_unmount(dvt_mount);
		return PTR_ERR(inode);
	}
	dvt_mapping = inode->i_mapping;
	return 0;
}

static void dvt_exit_mapping(void)
{
	iput(dvt_mapping->host);
	kern_unmount(dvt_mount);
}

static int __init dvt_init_device(void)
{
	const struct platform_device_info info = {
		.name = KBUILD_MODNAME,
		.id = PLATFORM_DEVID_NONE,
		.dma_mask = DMA_BIT_MASK(64),
	};

	dvt_platform_device = platform_device_register_full(&info);
	if (IS_ERR(dvt_platform_device))
		return PTR_ERR(dvt_platform_device);

	dvt_dev = &dvt_platform_device->dev;
	dma_set_max_seg_size(dvt_dev, UINT_MAX);
	return 0;
}

static int __init dvt_init(void)
{
	int ret;

	ret = dvt_init_mapping();
	if (ret)
		return ret;

	ret = dvt_init_device();
	if (ret)
		goto err_mapping;

	ret = misc_register(&dvt_misc);
	if (ret)
		goto err_device;
	return 0;

err_device:
	platform_device_unregister(dvt_platform_device);
err_mapping:
	dvt_exit_mapping();
	return ret;
}
module_init(dvt_init);

static void __exit dvt_exit(void)
{
	misc_deregister(&dvt_misc);
	platform_device_unregister(dvt_platform_device);
	dvt_cookie_exit();
	dvt_exit_mapping();
}
module_exit(dvt_exit);

MODULE_DESCRIPTION("dma-buf VMA ownership test device");
MODULE_LICENSE("GPL");
