explain hearing story.yaml
explain warning story.yaml
explain count story.yaml
