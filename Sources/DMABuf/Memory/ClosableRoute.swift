// SPDX-License-Identifier: GPL-2.0-only

/// A route that ends with its owner, or before: a descriptor, a GEM handle, an mmap offset of the test module's.
///
/// Mappings made by it stay.
public protocol ClosableRoute: BufferRoute, ~Copyable {
    /// Ends the route, and says so if that failed.
    consuming func close() throws(SystemCallError)
}
