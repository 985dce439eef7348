// SPDX-License-Identifier: GPL-2.0-only

import DMABuf

/// A mediated device, for as long as somebody holds this.
final class MediatedDeviceHolder {
    private let device: MediatedDevice

    init(_ device: consuming MediatedDevice) {
        self.device = device
    }
}
