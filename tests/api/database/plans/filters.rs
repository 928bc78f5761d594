//! Every list of the document, by each of its filters and in each of its orders.

use serde_json::Value;

/// How the page is chosen, not what is listed.
const OF_PAGES: [&str; 5] = ["limit", "cursor", "count", "fields", "as_of"];

/// What has a handful of rows, and none in these data.
const UNTRIED: [&str; 3] = [
    "/v1/decisions/{id}/observations",
    "/v1/redactions",
    "/v1/service-accounts",
];

/// The lists of the document, each with every parameter; `places` has what stands in its paths, and what the parameters ask for
/// whose values the document does not tell.
pub fn lists(document: &Value, places: &[(&str, String)]) -> Vec<String> {
    let paths = document["paths"].as_object().unwrap();
    let mut lists = Vec::new();
    for (path, item) in paths {
        let parameters = item["get"]["parameters"].as_array().into_iter().flatten();
        let queried: Vec<&Value> = parameters.filter(|parameter| parameter["in"] == "query").collect();
        if !queried.iter().any(|parameter| parameter["name"] == "cursor") {
            continue;
        }
        let mut list = path.clone();
        for (place, value) in places.iter().filter(|(place, _)| place.contains('{')) {
            list = list.replace(place, value);
        }
        if UNTRIED.contains(&list.as_str()) {
            continue;
        }
        assert!(!list.contains('{'), "where is {list}?");
        lists.push(format!("{list}?"));
        for parameter in queried {
            let name = parameter["name"].as_str().unwrap();
            if !OF_PAGES.contains(&name) {
                let values = values(name, &parameter["schema"], places);
                lists.extend(values.iter().map(|value| format!("{list}?{name}={value}&")));
            }
        }
    }
    lists
}

/// What a parameter is tried with: of few values the first and the last, of dates one amid what there is, of instants one before all and one
/// after.
fn values(name: &str, schema: &Value, places: &[(&str, String)]) -> Vec<String> {
    let one = if schema["items"].is_object() {
        &schema["items"]
    } else {
        schema
    };
    if let Some(codes) = one["enum"].as_array() {
        let codes: Vec<&str> = codes.iter().filter_map(Value::as_str).collect();
        let mut ends = vec![codes[0].to_owned(), codes[codes.len() - 1].to_owned()];
        ends.dedup();
        return ends;
    }
    let values: &[&str] = match (one["type"].as_str(), one["format"].as_str()) {
        (Some("boolean"), _) => &["true", "false"],
        (_, Some("date")) => &["2018-08-15"],
        (_, Some("date-time")) => &["2018-01-01T00:00:00Z", "2100-01-01T00:00:00Z"],
        _ => {
            let known = places.iter().find(|(place, _)| *place == name);
            let (_, value) = known.unwrap_or_else(|| panic!("what is {name}?"));
            return vec![value.clone()];
        }
    };
    values.iter().map(|value| (*value).to_owned()).collect()
}
