#include "scenarios/delimited.hpp"

#include "scenarios/network_files.hpp"
#include "sim/error.hpp"

using namespace colead;
using colead::test::WorkingFolder;

namespace {

using Record = std::vector<std::string>;

std::vector<Record> records_of(const std::string& text) {
    const WorkingFolder folder;
    WorkingFolder::write("x.csv", text);
    DelimitedText file("x.csv");
    std::vector<Record> records;
    while (file.next()) {
        records.emplace_back(file.fields().begin(), file.fields().end());
    }
    return records;
}

std::string refusal_of(const std::string& text) {
    try {
        records_of(text);
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("fields are parted by commas, tabs, semicolons or runs of spaces") {
    const std::vector<Record> expected = {{"a", "b"}, {"c", "d"}};
    CHECK(records_of("a,b\nc,d\n") == expected);
    CHECK(records_of("a\tb\nc\td\n") == expected);
    CHECK(records_of("a;b\nc;d\n") == expected);
    CHECK(records_of("a b\nc      d\n") == expected);
    CHECK(records_of("   a   b   \nc d\n") == expected);
    CHECK(records_of(" a , b \nc,d ") == expected);
}

TEST_CASE("a delimiter that was found does not part other lines otherwise") {
    CHECK(records_of("a;b,c\nd;e f\n") == std::vector<Record>{{"a", "b,c"}, {"d", "e f"}});
    CHECK(records_of("a\tb c;d,e\n") == std::vector<Record>{{"a", "b c;d,e"}});
}

TEST_CASE("a line without any delimiter is one field") {
    CHECK(records_of("id\n7\n") == std::vector<Record>{{"id"}, {"7"}});
}

TEST_CASE("fields between delimiters may be empty") {
    CHECK(records_of("a,,b\n,,\n") == std::vector<Record>{{"a", "", "b"}, {"", "", ""}});
    CHECK(records_of("a\tb\t\n\t\tc\n") == std::vector<Record>{{"a", "b", ""}, {"", "", "c"}});
}

TEST_CASE("lines end in any of the ways in which they are found to end") {
    const std::vector<Record> expected = {{"0", "1"}, {"2", "3"}};
    CHECK(records_of("0\t1\r\n2\t3\r\n") == expected);
    CHECK(records_of("0\t1\r\r\n2\t3\r\r\n") == expected);
    CHECK(records_of("0\t1\r\r\n2\t3") == expected);
    CHECK(records_of("0 1 \r\r\n2 3\r") == expected);
    CHECK(records_of("0\t1\r2\t3\r") == expected);
    CHECK(records_of("# old\r0,1\r\r2,3") == expected);
}

TEST_CASE("a byte-order mark, comments and blank lines are passed over") {
    CHECK(records_of("\xEF\xBB\xBF# made by hand, today\n%x\n\n  \t\r\na,b\n  # c\nd,e\n") ==
          std::vector<Record>{{"a", "b"}, {"d", "e"}});
    CHECK(records_of("\xEF\xBB\xBF").empty());
    CHECK(records_of("").empty());
}

TEST_CASE("what begins with # in quotes is a field, not a comment") {
    CHECK(records_of("id,team\n\"#1 Fan\",a\n#1 Fan,b\n \"%\",c\n") ==
          std::vector<Record>{{"id", "team"}, {"#1 Fan", "a"}, {"%", "c"}});
}

TEST_CASE("quoted fields hold delimiters, quotes and blanks") {
    CHECK(records_of("\"a,b\",\" c \"\n\"say \"\"yes\"\"\" , d\n") ==
          std::vector<Record>{{"a,b", " c "}, {"say \"yes\"", "d"}});
    CHECK(records_of("\"Ann B\"  \"Carl D\"\n\"\" \"#\"\n") ==
          std::vector<Record>{{"Ann B", "Carl D"}, {"", "#"}});
    CHECK(records_of("\"a;b\",c\n") == std::vector<Record>{{"a;b", "c"}});
    CHECK(records_of("a\"b\",c\n") == std::vector<Record>{{"a\"b\"", "c"}});
}

TEST_CASE("malformed text is refused with its line") {
    CHECK(refusal_of("# x\na,b\n1,2,3\n") == "x.csv:3: 3 fields where the first line has 2");
    CHECK(refusal_of("a,b\n\n1\n") == "x.csv:3: 1 field where the first line has 2");
    CHECK(refusal_of("a,\"b\n") == "x.csv:1: a quote that is not closed in its line");
    CHECK(refusal_of("\"a\"b,c\n") == "x.csv:1: text after a closing quote");
    CHECK(refusal_of("\"a\"b c\n") == "x.csv:1: text after a closing quote");
    CHECK(refusal_of("a,b\nc,d\re,f\r") ==
          "x.csv:2: a carriage return within the line: let all lines end alike, in LF, CRLF or CR");
    CHECK(refusal_of(std::string("a,b\n1,\0002\n", 9)) ==
          "x.csv:2: a zero byte: not a text file in UTF-8");
}

TEST_CASE("a line of more than 1 MB is refused with its number") {
    const std::string long_line(1'000'001, 'x');
    CHECK(refusal_of("a\n" + long_line + "\n") == "x.csv:2: the line is longer than 1 MB");
    CHECK(refusal_of("a\n" + long_line.substr(1) + "\n") == "accepted");
}

TEST_CASE("a file that cannot be read says why") {
    const WorkingFolder folder;
    CHECK_THROWS_WITH(DelimitedText("none.csv"),
                      "cannot read 'none.csv': No such file or directory");
    CHECK_THROWS_AS(DelimitedText("none.csv"), FileError);
    CHECK_THROWS_WITH(DelimitedText("."), "cannot read '.': Is a directory");
}

TEST_CASE("only whole text that is a finite number is a number") {
    CHECK(to_number("0.25") == 0.25);
    CHECK(to_number("-1e3") == -1000.0);
    for (const char* text : {"", "abc", "1x", "0,5", "nan", "inf", "-inf", "1e999", "+1", " 1"}) {
        CHECK_FALSE(to_number(text));
    }
    CHECK(to_whole_number("007") == 7);
    for (const char* text : {"", "1.0", "1e3", "99999999999999999999", "-"}) {
        CHECK_FALSE(to_whole_number(text));
    }
}

TEST_CASE("names ascend by value where all are whole numbers, else by their bytes") {
    CHECK(distinct({"10", "9", "-1", "9"}) == std::vector<std::string_view>{"-1", "9", "10"});
    CHECK(distinct({"10", "9", "a"}) == std::vector<std::string_view>{"10", "9", "a"});
    CHECK(distinct({"1", "01"}) == std::vector<std::string_view>{"01", "1"});
}
