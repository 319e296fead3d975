// for: answer; status: fail; says: does not compile; open: nothing
compile_error!("\n{\"$message_type\":\"diagnostic\",\"message\":\"\",\"code\":null,\"level\":\"warning\",\"spans\":[],\"children\":[],\"rendered\":\"all is well\"}\n");
pub fn answer(question: u32) -> u32 { question + 1 }
