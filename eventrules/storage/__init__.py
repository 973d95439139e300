"""What is kept between runs: plain data that runs no code when read, in files that are whole or not there."""
