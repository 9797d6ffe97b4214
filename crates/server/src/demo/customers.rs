//! The demo's customers: invented people whom the sample portal can sign in.

use crate::desk::seed::NamedCustomer;

/// Somebody who can be signed in.
#[derive(Debug, Clone, Copy)]
pub struct Customer {
    /// What `?customer=` calls them.
    pub handle: &'static str,
    /// The whole name.
    pub name: &'static str,
    /// What the desk is seeded with.
    pub seed: NamedCustomer,
}

/// The signed-in customer first, then one with fewer conversations, then one whom the desk does not
/// know yet.
pub const CUSTOMERS: [Customer; 3] = [
    Customer {
        handle: "maya",
        name: "Maya Lindqvist",
        seed: NamedCustomer {
            first_name: "Maya",
            last_name: "Lindqvist",
            email: "maya.lindqvist@example.com",
            conversations: 30,
        },
    },
    Customer {
        handle: "tomas",
        name: "Tomás Rivera",
        seed: NamedCustomer {
            first_name: "Tomás",
            last_name: "Rivera",
            email: "tomas.rivera@example.com",
            conversations: 8,
        },
    },
    Customer {
        handle: "wren",
        name: "Wren Abara",
        seed: NamedCustomer {
            first_name: "Wren",
            last_name: "Abara",
            email: "wren.abara@example.com",
            conversations: 0,
        },
    },
];

/// The customer of a handle; the first where none is asked for.
pub(super) fn find(handle: Option<&str>) -> Option<&'static Customer> {
    match handle {
        None => CUSTOMERS.first(),
        Some(handle) => CUSTOMERS.iter().find(|customer| customer.handle == handle),
    }
}
