set story.yaml b what 'B, too'
remove story.yaml a
remove story.yaml a --links drop
unlink story.yaml a b
add story.yaml c --what C
fmt story.yaml
