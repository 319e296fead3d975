//! The half of a judged check that calls the student's code and answers.
