// SPDX-License-Identifier: GPL-2.0-only
// The page is complete without this: it only offers to copy a command.
"use strict";
for (const line of document.querySelectorAll(".repeat")) {
	const command = line.querySelector("code");
	const button = document.createElement("button");
	button.type = "button";
	button.textContent = "copy";
	button.addEventListener("click", async () => {
		try {
			await navigator.clipboard.writeText(command.textContent);
			button.textContent = "copied";
		} catch {
			// No clipboard for a page of this origin: leave it selected.
			getSelection().selectAllChildren(command);
			button.textContent = "selected";
		}
	});
	line.append(" ", button);
}
