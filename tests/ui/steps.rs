//! What people do in the window, step by step.
