"""What monitoring asks, on this machine or with an administrator's token."""
