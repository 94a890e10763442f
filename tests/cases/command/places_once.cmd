explain a places_once.yaml
explain b places_once.yaml
explain c places_once.yaml
