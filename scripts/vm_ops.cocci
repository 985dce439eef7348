// SPDX-License-Identifier: GPL-2.0-only
/// What a mapping's operations and its file have to be like.
///
// Comments: beside the rules of the tree itself, which has none about vm_ops
// Options: --no-includes --include-headers

virtual report

//----------------------------------------------------------
//  A table that could be written to
//----------------------------------------------------------

@table disable optional_qualifier@
identifier I;
position p;
@@

struct vm_operations_struct I@p = { ... };

@script:python depends on report@
p << table.p;
I << table.I;
@@

coccilib.report.print_report(p[0], "WARNING: %s should be const" % I)

//----------------------------------------------------------
//  A file whose reference is not counted
//----------------------------------------------------------

@vmfile@
struct vm_area_struct *vma;
expression E;
position p;
@@

vma->vm_file@p = E

@script:python depends on report@
p << vmfile.p;
@@

coccilib.report.print_report(p[0], "WARNING: vma_set_file() takes the references")

//----------------------------------------------------------
//  A table taken away without one in its place
//----------------------------------------------------------

// dma_buf_mmap() gives one.
@forwarded@
struct vm_area_struct *vma;
position p;
@@

vma->vm_ops@p = NULL;
... when any
dma_buf_mmap(...)

@ops@
struct vm_area_struct *vma;
position p != forwarded.p;
@@

vma->vm_ops@p = NULL

@script:python depends on report@
p << ops.p;
@@

coccilib.report.print_report(p[0], "WARNING: mm takes a VMA without vm_ops for anonymous memory")
