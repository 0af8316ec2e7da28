"""Tests of what brings our events to other systems."""
