"""Session, identity, navigation, widgets and the map component; alone touches session state."""
