"""Ieteikumi: residents' suggestions about e-services, collected by the public libraries."""
