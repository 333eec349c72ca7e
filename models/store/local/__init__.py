"""What belongs to this computer and this folder: the disk, the lock, drafts and what was last seen."""
