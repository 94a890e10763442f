render story.yaml --draft --actor council
render story.yaml --draft --tag weather
why storm story.yaml
order story.yaml
add story.yaml inquiry --what "An inquiry" --tag water,law --dry-run
set story.yaml claim when 15 July 2022
