why trial story.yaml
led-to leak story.yaml
between leak trial story.yaml
