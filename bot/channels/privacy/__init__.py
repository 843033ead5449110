"""What the law on personal data asks of the bridge: introduction, requests, figures, retention, deletion."""
