"""A reading for people and for programs; every form has a module of its own."""
