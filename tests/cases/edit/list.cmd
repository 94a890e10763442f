sort story.yaml
set story.yaml c detail 'Some more'
add story.yaml d --when 2024 --what D --because c
remove story.yaml a --links drop
fmt story.yaml
rename story.yaml a first
