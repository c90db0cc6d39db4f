"""Cases, who holds them and when the next person is called: has never heard of Slack."""
