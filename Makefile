# SPDX-License-Identifier: GPL-2.0-only
#
# make run	patched kernel, test module and runner in QEMU, one verdict
# make test	all tests: units, patches, boots
# make matrix	every kernel in every profile, one table; goes on where it was
# make bench	what the series costs, in instructions, and whether that is more than
#		bench/budgets allows
# make proof	that nothing else has changed, and that the tests would notice: hours
# make clean	what was built here; the cache stays (dmabuf-lab clean)
#
# ARGS is passed on to dmabuf-lab: make run ARGS='--profile debug --filter vgem'

ARGS ?=
LAB := .build/release/dmabuf-lab

.PHONY: run test matrix bench proof lab setup clean

run: lab
	@$(LAB) run $(ARGS)

matrix: lab
	@$(LAB) matrix $(ARGS)

bench: lab
	@$(LAB) bench --check $(ARGS)

proof: lab
	@scripts/proof $(ARGS)

test: lab
	@scripts/test

lab: setup
	@swift build --quiet -c release --product dmabuf-lab

setup:
	@scripts/setup

clean:
	rm -rf .build results
