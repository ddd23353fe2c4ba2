"""From what people type to the film they mean."""
