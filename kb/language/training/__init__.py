"""The training recipe: from open corpora to the one file that ships. See `__main__` for the command."""
