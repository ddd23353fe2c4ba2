"""How good the lists are, measured on people the model has not seen."""
