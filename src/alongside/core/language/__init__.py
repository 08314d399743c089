"""Words that give hope: rules about words, and finding in a text what they are about."""
