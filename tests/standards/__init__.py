"""The wire, held against shapes and against readers that are not ours."""
