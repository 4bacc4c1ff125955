"""The quality gate: accuracy on the development corpora must not fall below the floors already reached."""
