#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# kselftest wrapper: loads dmabuf_vma_test.ko and runs "dmabuf-selftest run",
# whose KTAP and exit code are this test's. Arguments are passed on to it.
#
# DMABUF_SELFTEST	the runner, else looked for next to this file and in PATH
# DMABUF_VMA_TEST_KO	the module, else looked for next to this file, then by
#			modprobe

ksft_skip=4

module=dmabuf_vma_test
device=/dev/$module
here=$(cd "$(dirname "$0")" && pwd) || exit 1
loaded=

skip() {
	echo "TAP version 13"
	echo "1..0 # SKIP $*"
	exit "$ksft_skip"
}

find_runner() {
	if [ -n "$DMABUF_SELFTEST" ]; then
		command -v "$DMABUF_SELFTEST"
	elif [ -x "$here/dmabuf-selftest" ]; then
		echo "$here/dmabuf-selftest"
	else
		command -v dmabuf-selftest
	fi
}

# Sets $loaded where the module was not there before
load_module() {
	[ -e "/sys/module/$module" ] && return 0

	file=${DMABUF_VMA_TEST_KO:-$here/$module.ko}
	if [ -e "$file" ]; then
		insmod "$file" || return 1
	elif [ -z "$DMABUF_VMA_TEST_KO" ]; then
		modprobe -q "$module" || return 1
	else
		return 1
	fi
	loaded=y
}

# The runner may have unloaded it itself
unload_module() {
	[ -n "$loaded" ] && [ -e "/sys/module/$module" ] && rmmod "$module"
	loaded=
}

# Not in kallsyms where that is restricted or not built: the runner asks the
# module itself, so only a symbol table without the helper is proof
series_missing() {
	[ -r /proc/kallsyms ] || return 1
	grep -q " dma_buf_export\$" /proc/kallsyms || return 1
	! grep -q " dma_buf_get_from_user\$" /proc/kallsyms
}

[ "$(id -u)" -eq 0 ] || skip "must be run as root"

runner=$(find_runner)
[ -n "$runner" ] || skip "runner dmabuf-selftest not found (set DMABUF_SELFTEST)"

series_missing && skip "this kernel has no vm_ops->get_dmabuf (series not applied)"

# The reasons go to where the results do not
load_module >&2 || skip "module $module not found or not loadable"
trap unload_module EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

[ -c "$device" ] || skip "module $module is loaded, but there is no $device"

"$runner" run "$@"
