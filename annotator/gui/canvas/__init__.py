"""The dispatch on screen: layout, painting, hit testing, cursor and the widget that joins them."""
