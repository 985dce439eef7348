/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The test module's interface: the same header that the module is built with,
 * and its command numbers as constants, because Swift does not import _IO().
 */
#ifndef CDMABUF_TEST_MODULE_H
#define CDMABUF_TEST_MODULE_H

#include <stddef.h>

#include "../../../kselftest/dmabuf_vma_test_uapi.h"

static const unsigned long cdmabuf_dvt_info = DVT_INFO;
static const unsigned long cdmabuf_dvt_create = DVT_CREATE;
static const unsigned long cdmabuf_dvt_import = DVT_IMPORT;
static const unsigned long cdmabuf_dvt_release = DVT_RELEASE;
static const unsigned long cdmabuf_dvt_query = DVT_QUERY;
static const unsigned long cdmabuf_dvt_relocate = DVT_RELOCATE;
static const unsigned long cdmabuf_dvt_revoke = DVT_REVOKE;
static const unsigned long cdmabuf_dvt_stats = DVT_STATS;

static const unsigned long cdmabuf_dvt_max_length = DVT_MAX_LENGTH;

/* The layout is an ABI: no padding, and never shorter than the first version. */
_Static_assert(sizeof(struct dvt_header) == 8, "dvt_header");
_Static_assert(sizeof(struct dvt_info) == DVT_INFO_SIZE_VER0, "dvt_info");
_Static_assert(sizeof(struct dvt_create) == DVT_CREATE_SIZE_VER0, "dvt_create");
_Static_assert(sizeof(struct dvt_import) == DVT_IMPORT_SIZE_VER0, "dvt_import");
_Static_assert(sizeof(struct dvt_release) == DVT_RELEASE_SIZE_VER0, "dvt_release");
_Static_assert(sizeof(struct dvt_query) == DVT_QUERY_SIZE_VER0, "dvt_query");
_Static_assert(sizeof(struct dvt_relocate) == DVT_RELOCATE_SIZE_VER0, "dvt_relocate");
_Static_assert(sizeof(struct dvt_revoke) == DVT_REVOKE_SIZE_VER0, "dvt_revoke");
_Static_assert(sizeof(struct dvt_stats) == DVT_STATS_SIZE_VER1, "dvt_stats");

_Static_assert(offsetof(struct dvt_info, page_size) == 16, "dvt_info.page_size");
_Static_assert(offsetof(struct dvt_create, length) == 8, "dvt_create.length");
_Static_assert(offsetof(struct dvt_create, forward_fd) == 32, "dvt_create.forward_fd");
_Static_assert(offsetof(struct dvt_create, fd) == 40, "dvt_create.fd");
_Static_assert(offsetof(struct dvt_create, native_offset) == 48, "dvt_create.native_offset");
_Static_assert(offsetof(struct dvt_create, inode) == 56, "dvt_create.inode");
_Static_assert(offsetof(struct dvt_import, mmap_offset) == 16, "dvt_import.mmap_offset");
_Static_assert(offsetof(struct dvt_import, length) == 24, "dvt_import.length");
_Static_assert(offsetof(struct dvt_release, mmap_offset) == 8, "dvt_release.mmap_offset");
_Static_assert(offsetof(struct dvt_query, addr) == 8, "dvt_query.addr");
_Static_assert(offsetof(struct dvt_query, pid) == 24, "dvt_query.pid");
_Static_assert(offsetof(struct dvt_query, error) == 28, "dvt_query.error");
_Static_assert(offsetof(struct dvt_query, fd) == 32, "dvt_query.fd");
_Static_assert(offsetof(struct dvt_query, digest) == 36, "dvt_query.digest");
_Static_assert(offsetof(struct dvt_query, offset) == 40, "dvt_query.offset");
_Static_assert(offsetof(struct dvt_query, inode) == 56, "dvt_query.inode");
_Static_assert(offsetof(struct dvt_query, vma_flags) == 72, "dvt_query.vma_flags");
_Static_assert(offsetof(struct dvt_query, exporter) == 80, "dvt_query.exporter");
_Static_assert(offsetof(struct dvt_query, name) == 112, "dvt_query.name");
_Static_assert(offsetof(struct dvt_relocate, fd) == 8, "dvt_relocate.fd");
_Static_assert(offsetof(struct dvt_revoke, fd) == 8, "dvt_revoke.fd");
_Static_assert(offsetof(struct dvt_stats, fd) == 8, "dvt_stats.fd");
_Static_assert(offsetof(struct dvt_stats, buffers) == 16, "dvt_stats.buffers");
_Static_assert(offsetof(struct dvt_stats, references) == 104, "dvt_stats.references");
_Static_assert(offsetof(struct dvt_stats, vma_locked) == DVT_STATS_SIZE_VER0, "dvt_stats.vma_locked");

#endif /* CDMABUF_TEST_MODULE_H */
