use axum::{
    Json,
    http::{HeaderValue, Uri, header},
    response::{IntoResponse as _, Response},
};
use bavn_app::page::{Page, PageRequest};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// Which page of a list.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// The page, from 1.
    #[param(minimum = 1, default = 1)]
    pub page: Option<u64>,
    /// Rows on a page.
    #[param(minimum = 1, maximum = 200, default = 50)]
    pub size: Option<u64>,
}

impl From<PageQuery> for PageRequest {
    fn from(query: PageQuery) -> Self {
        Self::new(query.page.unwrap_or(1), query.size.unwrap_or(50))
    }
}

/// A page of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ApiPage<T> {
    /// The rows.
    pub items: Vec<T>,
    /// How many there are on all pages.
    pub total: u64,
    /// Which page it is, from 1.
    pub page: u64,
    /// How many pages there are.
    pub pages: u64,
}

impl<T: Serialize> ApiPage<T> {
    /// Answers a page, with the addresses of the pages around it in the header `Link` (RFC 8288).
    #[must_use]
    pub fn respond<Row>(uri: &Uri, page: Page<Row>, body: impl Fn(Row) -> T) -> Response {
        let (number, pages) = (page.request.number(), page.pages());
        let around = [
            ("first", Some(1)),
            ("prev", number.checked_sub(1).filter(|page| *page > 0)),
            ("next", Some(number + 1).filter(|page| *page <= pages)),
            ("last", Some(pages)),
        ];
        let links: Vec<String> = around
            .iter()
            .filter_map(|(rel, page)| Some(format!("<{}>; rel=\"{rel}\"", address(uri, (*page)?))))
            .collect();
        let list = Self { total: page.total, page: number, pages, items: page.rows.into_iter().map(body).collect() };
        let mut response = Json(list).into_response();
        if let Ok(value) = HeaderValue::from_str(&links.join(", ")) {
            response.headers_mut().insert(header::LINK, value);
        }
        response
    }
}

/// The same address with another page.
fn address(uri: &Uri, page: u64) -> String {
    let mut pairs: Vec<String> = uri
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("page="))
        .map(str::to_owned)
        .collect();
    pairs.push(format!("page={page}"));
    format!("{}?{}", uri.path(), pairs.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_keep_the_rest_of_the_query() {
        let uri: Uri = "/api/v1/people?words=it&page=2&size=1".parse().unwrap();
        let page = Page { rows: vec![1], total: 3, request: PageRequest::new(2, 1) };
        let response = ApiPage::respond(&uri, page, |row| row);
        let links = response.headers()[header::LINK].to_str().unwrap();
        assert!(links.contains("</api/v1/people?words=it&size=1&page=1>; rel=\"prev\""), "{links}");
        assert!(links.contains("</api/v1/people?words=it&size=1&page=3>; rel=\"next\""), "{links}");
    }
}
