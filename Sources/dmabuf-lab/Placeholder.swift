// SPDX-License-Identifier: GPL-2.0-only
@main enum Placeholder { static func main() {} }
