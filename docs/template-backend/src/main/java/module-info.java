/** A backend for Unroll. */
module template.backend {
    requires unroll.api;

    provides unroll.api.backend.BackendProvider with template.backend.PlainProvider;
}
