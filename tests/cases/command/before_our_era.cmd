render story.yaml --from -0035 --to -0020 -o -
when Monday --as-of -0043-03-15
when -0043-03-15
set story.yaml egypt when -0029 --dry-run
set story.yaml egypt tags war east -n
set story.yaml egypt tags east --none
set story.yaml egypt tags -- east
set story.yaml egypt tags -n
link story.yaml ides egypt --confidence -5
