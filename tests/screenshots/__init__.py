"""Pictures of the product for the README, taken by ``make screenshot``."""
