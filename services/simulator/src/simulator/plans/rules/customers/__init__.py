"""Ideal customer profiles: the site's own groups of customers first, then roles that fit such a business."""
