// SPDX-License-Identifier: GPL-2.0-only

/// Has kmemleak look for kernel memory that nothing points to any more (CONFIG_DEBUG_KMEMLEAK, debugfs).
///
/// The kernel says on its console how many objects it found, which is what fails the run; this tells which.
public struct KernelLeakScan {
    private static let control = "/sys/kernel/debug/kmemleak"

    /// mm/kmemleak.c reports no object younger than five seconds (MSECS_MIN_AGE). Nothing tells when that is over.
    private static let minimumAge: Int32 = 5100

    /// As much of kmemleak's report as is worth reading in the results, in lines.
    private static let longestReport = 60

    /// Scans twice, since the first scan only remembers what an object held.
    ///
    /// - Returns: the lines of kmemleak's report; none without kmemleak.
    public static func report() -> [String] {
        guard TextFile.write("scan", to: control) else { return [] }
        MonotonicClock.pause(milliseconds: minimumAge)
        TextFile.write("scan", to: control)
        return TextFile.lines(control).prefix(longestReport).map(String.init)
    }
}
