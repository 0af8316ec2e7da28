"""Example data: the district of the two newspaper articles, with everybody and everything else invented."""
