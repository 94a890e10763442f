set story.yaml a what 'Still faulty'
set story.yaml b when 2025-02-31
sort story.yaml
fmt story.yaml
