rename story.yaml start begin
remove story.yaml start
remove story.yaml start --links drop
add story.yaml middle --what 'In between' --after start
set story.yaml start what Anew
sort story.yaml
