"""Documents that others read: built and read here, dict to dict, with no idea who keeps them."""
