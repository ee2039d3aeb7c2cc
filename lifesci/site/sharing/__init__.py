"""How a record looks where its address is shared: a title and a description for people, and a drawn card."""
