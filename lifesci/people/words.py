"""What logging in says when it fails; the same for every account, and for none."""

MISMATCH = "There is no account with this name and this password."
NOT_RIGHT = "This code or passkey is not right, or was used before."
