"""What a page says to machines that read the web: JSON-LD in the words of schema.org, made from the Edition alone."""
