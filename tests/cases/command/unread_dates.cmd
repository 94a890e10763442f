order story.yaml
why third story.yaml --svg third.svg
