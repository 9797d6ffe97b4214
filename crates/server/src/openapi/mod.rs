//! The OpenAPI documents, made from the routes: what each one takes and answers is said beside its handler,
//! and what the layers around them add to every answer is added here, once.
//!
//! `docs/openapi` holds them as files; `tests/openapi.rs` keeps those up to date.

mod answers;
pub(crate) mod shape;

use utoipa::openapi::{
    Components, ComponentsBuilder, InfoBuilder, LicenseBuilder, OpenApi, OpenApiBuilder,
    SecurityRequirement, ServerBuilder,
    path::Operation,
    security::{Http, HttpAuthScheme, SecurityScheme},
};

use crate::{desk, gateway};
use answers::Answers;

/// The name of the one way to say who calls.
const SCHEME: &str = "bearer";

/// The document of a desk with all switches at their defaults.
#[must_use]
pub fn desk() -> OpenApi {
    let about = About {
        title: "support-server desk",
        what: "The SparrowDesk API v1 as a desk of support-server serves it, all switches at their defaults. \
               Times are epoch seconds. A field that is `null` counts as absent, one that is not known is ignored.",
        base: "/v1",
        key: "The desk's API key. It sees every customer's conversations: it never goes to a browser.",
    };
    about.complete(desk::document(), &answers::desk())
}

/// The document of a gateway.
#[must_use]
pub fn gateway() -> OpenApi {
    let about = About {
        title: "support-server gateway",
        what: "The SparrowDesk API v1, narrowed to the one customer whom the token names. Times are epoch \
               seconds. A field or a parameter that is not known is refused, never ignored.",
        base: gateway::PREFIX,
        key: "The customer's identity token, a JWT signed by the portal's back end (docs/identity.md). Where \
              the gateway lets in guests, a conversation can be made without one.",
    };
    about.complete(gateway::document(), &answers::gateway())
}

/// What a document says of the whole.
struct About {
    title: &'static str,
    what: &'static str,
    base: &'static str,
    key: &'static str,
}

impl About {
    fn complete(&self, routes: OpenApi, answers: &Answers) -> OpenApi {
        let license = LicenseBuilder::new()
            .name("MIT OR Apache-2.0")
            .identifier(Some("MIT OR Apache-2.0"));
        let info = InfoBuilder::new()
            .title(self.title)
            .version(env!("CARGO_PKG_VERSION"))
            .description(Some(self.what))
            .license(Some(license.build()));
        let mut http = Http::new(HttpAuthScheme::Bearer);
        http.description = Some(self.key.to_owned());
        let components: Components = routes.components.unwrap_or_default();
        let mut components = ComponentsBuilder::from(components)
            .security_scheme(SCHEME, SecurityScheme::Http(http))
            .build();
        answers.declare(&mut components);
        let mut paths = routes.paths;
        for operation in paths.paths.values_mut().flat_map(operations) {
            answers.complete(operation);
        }
        OpenApiBuilder::new()
            .info(info.build())
            .servers(Some([ServerBuilder::new().url(self.base).build()]))
            .paths(paths)
            .components(Some(components))
            .security(Some([SecurityRequirement::new(SCHEME, [""; 0])]))
            .build()
    }
}

fn operations(item: &mut utoipa::openapi::path::PathItem) -> impl Iterator<Item = &mut Operation> {
    let all = [
        &mut item.get,
        &mut item.post,
        &mut item.patch,
        &mut item.delete,
    ];
    all.into_iter().flatten()
}
