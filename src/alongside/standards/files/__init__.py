"""The framework and its library as files that anybody can take, and reading a sheet back."""
