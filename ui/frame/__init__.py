"""The window around every page: menus, navigation, footer, notices, undo, and the base class and list of pages."""
