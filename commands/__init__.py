"""Parts of the `missionwatch` command: what they share, and commands grouped by their purpose."""
